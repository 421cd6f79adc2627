using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DealsByStatusAndAmount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Deals_Status_AmountUnits_Id",
                table: "Deals",
                columns: new[] { "Status", "AmountUnits", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deals_Status_AmountUnits_Id",
                table: "Deals");
        }
    }
}
