using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.PostgreSql
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
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");
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
