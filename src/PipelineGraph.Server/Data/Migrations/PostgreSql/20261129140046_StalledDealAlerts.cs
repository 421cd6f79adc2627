using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class StalledDealAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "StalledAlertId",
                table: "PipelineEvents",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "StalledDealAlerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    StageId = table.Column<Guid>(type: "uuid", nullable: false),
                    VisitEnteredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    LimitDays = table.Column<double>(type: "double precision", nullable: false),
                    LimitSource = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    DaysAtRaise = table.Column<double>(type: "double precision", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EscalatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "uuid", nullable: true),
                    SnoozedUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RecoveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Note = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StalledDealAlerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StalledDealAlerts_Actors_AcknowledgedById",
                        column: x => x.AcknowledgedById,
                        principalTable: "Actors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StalledDealAlerts_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StalledDealAlerts_Stages_StageId",
                        column: x => x.StageId,
                        principalTable: "Stages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_DealId_DueAt",
                table: "Activities",
                columns: new[] { "DealId", "DueAt" },
                filter: "\"CompletedAt\" IS NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_DealId_RaisedAt",
                table: "StalledDealAlerts",
                columns: new[] { "DealId", "RaisedAt" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_DealId_Reason",
                table: "StalledDealAlerts",
                columns: new[] { "DealId", "Reason" },
                unique: true,
                filter: "\"RecoveredAt\" IS NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_Id",
                table: "StalledDealAlerts",
                column: "Id")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_RaisedAt_Id",
                table: "StalledDealAlerts",
                columns: new[] { "RaisedAt", "Id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

            migrationBuilder.AddForeignKey(
                name: "FK_PipelineEvents_StalledDealAlerts_StalledAlertId",
                table: "PipelineEvents",
                column: "StalledAlertId",
                principalTable: "StalledDealAlerts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PipelineEvents_StalledDealAlerts_StalledAlertId",
                table: "PipelineEvents");

            migrationBuilder.DropTable(
                name: "StalledDealAlerts");

            migrationBuilder.DropIndex(
                name: "IX_Activities_DealId_DueAt",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "StalledAlertId",
                table: "PipelineEvents");
        }
    }
}
