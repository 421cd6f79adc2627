using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CorrectionReason : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "FieldChanges",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Reason",
                table: "FieldChanges");
        }
    }
}
