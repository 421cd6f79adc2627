using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.PostgreSql
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
                filter: "\"Field\" = 'Owner'")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });
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
