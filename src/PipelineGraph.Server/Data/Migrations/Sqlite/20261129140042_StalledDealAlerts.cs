using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PipelineGraph.Server.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StalledDealAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "StalledDealAlerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DealId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitEnteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LimitDays = table.Column<double>(type: "REAL", nullable: false),
                    LimitSource = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    DaysAtRaise = table.Column<double>(type: "REAL", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EscalatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    SnoozedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RecoveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: true)
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
                filter: "\"CompletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_DealId_RaisedAt",
                table: "StalledDealAlerts",
                columns: new[] { "DealId", "RaisedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_DealId_Reason",
                table: "StalledDealAlerts",
                columns: new[] { "DealId", "Reason" },
                unique: true,
                filter: "\"RecoveredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StalledDealAlerts_RaisedAt_Id",
                table: "StalledDealAlerts",
                columns: new[] { "RaisedAt", "Id" });

            // Column and foreign key in one: as two operations they rebuild the table, outside of any transaction.
            migrationBuilder.Sql(
                """
                ALTER TABLE "PipelineEvents" ADD COLUMN "StalledAlertId" TEXT NULL
                    CONSTRAINT "FK_PipelineEvents_StalledDealAlerts_StalledAlertId"
                    REFERENCES "StalledDealAlerts" ("Id") ON DELETE RESTRICT
                """);
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
