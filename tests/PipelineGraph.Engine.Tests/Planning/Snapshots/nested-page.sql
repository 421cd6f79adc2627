SELECT "a"."Id"
FROM "Authors" AS "a"
ORDER BY "a"."Name", "a"."Id";

SELECT "a"."Id", "b"."Title"
FROM "Authors" AS "a"
CROSS JOIN "Books" AS "b"
WHERE "a"."Id" IN (@keys1, @keys2) AND "b"."Id" IN (
    SELECT "b0"."Id"
    FROM "Books" AS "b0"
    WHERE "a"."Id" = "b0"."AuthorId" AND ("b0"."Stars" <> @f1_0 OR "b0"."Stars" IS NULL)
    ORDER BY "b0"."Pages" DESC, "b0"."Id" DESC
    LIMIT @limit
)
ORDER BY "a"."Id", "b"."Pages" DESC, "b"."Id" DESC;
