using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OwnerChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_FieldChanges_Owner",
                table: "FieldChanges",
                column: "DealId",
                filter: "\"Field\" = 'Owner'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FieldChanges_Owner",
                table: "FieldChanges");
        }
    }
}
