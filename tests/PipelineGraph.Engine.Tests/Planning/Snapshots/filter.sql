SELECT "b"."Title"
FROM "Books" AS "b"
LEFT JOIN "Authors" AS "a" ON "b"."TranslatorId" = "a"."Id"
WHERE ("b"."PriceUnits" > @f0_0 OR "a"."Name" IS NULL OR substr("a"."Name", 1, length(@f0_1)) <> @f0_1) AND "b"."Title" IN (@f0_21, @f0_22) AND NOT EXISTS (
    SELECT 1
    FROM "Reviews" AS "r"
    WHERE "b"."Id" = "r"."BookId" AND "r"."Points" > @f0_3)
ORDER BY "b"."PriceUnits" DESC, "b"."Title", "b"."Id"
LIMIT @limit;
