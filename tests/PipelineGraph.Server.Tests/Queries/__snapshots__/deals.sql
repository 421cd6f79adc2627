SELECT "d0"."Id", "d0"."Title", "d0"."AmountUnits", "d0"."Currency", "d0"."CreatedAt", "s"."Name", "a"."Id" IS NOT NULL, "a"."Name", "s0"."Id" IS NOT NULL, "s0"."Name"
FROM (
    SELECT "d"."Id", "d"."AccountId", "d"."AmountUnits", "d"."CreatedAt", "d"."Currency", "d"."OwnerId", "d"."StageId", "d"."Title"
    FROM "Deals" AS "d"
    WHERE "d"."VoidedAt" IS NULL AND "d"."Status" = @f0_0
    ORDER BY "d"."AmountUnits" DESC, "d"."Id" DESC
    LIMIT @limit
) AS "d0"
INNER JOIN "Stages" AS "s" ON "d0"."StageId" = "s"."Id"
LEFT JOIN "Accounts" AS "a" ON "d0"."AccountId" = "a"."Id"
LEFT JOIN "SalesReps" AS "s0" ON "d0"."OwnerId" = "s0"."Id"
ORDER BY "d0"."AmountUnits" DESC, "d0"."Id" DESC;
