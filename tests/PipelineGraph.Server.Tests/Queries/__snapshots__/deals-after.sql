SELECT "d"."Title"
FROM "Deals" AS "d"
LEFT JOIN "Accounts" AS "a" ON "d"."AccountId" = "a"."Id"
WHERE "d"."VoidedAt" IS NULL AND "a"."Name" >= @after0 AND ("a"."Name" > @after0 OR ("d"."AmountUnits" <= @after1 AND ("d"."AmountUnits" < @after1 OR "d"."Id" < @after2)) OR "d"."AmountUnits" IS NULL)
ORDER BY "a"."Name", "d"."AmountUnits" DESC, "d"."Id" DESC
LIMIT @limit;
