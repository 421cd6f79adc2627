SELECT "b0"."Id", "b0"."Title", "b0"."PriceUnits", "a"."Name", "a0"."Id" IS NOT NULL, "a0"."Name"
FROM (
    SELECT "b"."Id", "b"."AuthorId", "b"."PriceUnits", "b"."Title", "b"."TranslatorId"
    FROM "Books" AS "b"
    ORDER BY "b"."Id"
    LIMIT @limit
) AS "b0"
INNER JOIN "Authors" AS "a" ON "b0"."AuthorId" = "a"."Id"
LEFT JOIN "Authors" AS "a0" ON "b0"."TranslatorId" = "a0"."Id"
ORDER BY "b0"."Id";
