SELECT "p"."Name", "p"."Id"
FROM "Pipelines" AS "p"
ORDER BY "p"."Name", "p"."Id";

SELECT "p"."Id", "s0"."Name", "s0"."Id"
FROM "Pipelines" AS "p"
INNER JOIN (
    SELECT "s"."Id", "s"."Name", "s"."PipelineId", "s"."Position"
    FROM "Stages" AS "s"
    WHERE "s"."RemovedAt" IS NULL
) AS "s0" ON "p"."Id" = "s0"."PipelineId"
WHERE "p"."Id" IN (@keys1, @keys2, @keys3, @keys4)
ORDER BY "p"."Id", "s0"."Position", "s0"."Id";

SELECT "s"."Id", "d"."Id", "d"."Title", "d"."AmountUnits", CASE
    WHEN "d"."Currency" = "p"."Currency" THEN 10000000000
    WHEN "d"."ClosedAt" IS NOT NULL THEN "d"."ClosingRateUnits"
    ELSE (
        SELECT "e"."RateUnits"
        FROM "ExchangeRates" AS "e"
        WHERE "e"."FromCurrency" = "d"."Currency" AND "e"."ToCurrency" = "p"."Currency" AND "e"."ValidFrom" <= @now
        ORDER BY "e"."ValidFrom" DESC
        LIMIT 1)
END, (COALESCE("d"."ClosedAt", @now0) - "d"."StageEnteredAt") / 86400000.0, "s0"."Id" IS NOT NULL, "s0"."Name"
FROM "Stages" AS "s"
CROSS JOIN "Deals" AS "d"
INNER JOIN "Pipelines" AS "p" ON "d"."PipelineId" = "p"."Id"
LEFT JOIN "SalesReps" AS "s0" ON "d"."OwnerId" = "s0"."Id"
WHERE "s"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20) AND "d"."Id" IN (
    SELECT "d0"."Id"
    FROM "Deals" AS "d0"
    WHERE "s"."Id" = "d0"."StageId" AND "d0"."VoidedAt" IS NULL AND "d0"."Status" = @f1_0
    ORDER BY "d0"."StageEnteredAt", "d0"."Id"
    LIMIT @limit
)
ORDER BY "s"."Id", "d"."StageEnteredAt", "d"."Id";

SELECT "d"."Id", "a"."DueAt"
FROM "Deals" AS "d"
CROSS JOIN "Activities" AS "a"
WHERE "d"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20, @keys21, @keys22, @keys23, @keys24, @keys25, @keys26, @keys27, @keys28, @keys29, @keys30, @keys31, @keys32, @keys33, @keys34, @keys35, @keys36, @keys37, @keys38, @keys39, @keys40) AND "a"."Id" IN (
    SELECT "a0"."Id"
    FROM "Activities" AS "a0"
    WHERE "d"."Id" = "a0"."DealId" AND "a0"."CompletedAt" IS NULL AND "a0"."DueAt" IS NOT NULL
    ORDER BY "a0"."DueAt", "a0"."Id"
    LIMIT @limit
)
ORDER BY "d"."Id", "a"."DueAt", "a"."Id";
