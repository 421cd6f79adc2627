SELECT COUNT(*)
FROM "Deals" AS "d"
WHERE "d"."VoidedAt" IS NULL;

SELECT "d0"."Title", "d0"."AmountUnits", "s"."Name", "s0"."Id" IS NOT NULL, "s0"."Name"
FROM (
    SELECT "d"."Id", "d"."AmountUnits", "d"."OwnerId", "d"."StageId", "d"."Title"
    FROM "Deals" AS "d"
    WHERE "d"."VoidedAt" IS NULL
    ORDER BY "d"."AmountUnits" DESC, "d"."Id" DESC
    LIMIT @limit
) AS "d0"
INNER JOIN "Stages" AS "s" ON "d0"."StageId" = "s"."Id"
LEFT JOIN "SalesReps" AS "s0" ON "d0"."OwnerId" = "s0"."Id"
ORDER BY "d0"."AmountUnits" DESC, "d0"."Id" DESC;
