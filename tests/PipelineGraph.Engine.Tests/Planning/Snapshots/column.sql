SELECT "a"."Id", "b"."Title"
FROM "Authors" AS "a"
CROSS JOIN "Books" AS "b"
WHERE "a"."Id" IN (@keys1, @keys2) AND "b"."Id" IN (
    SELECT "b0"."Id"
    FROM "Books" AS "b0"
    WHERE "a"."Id" = "b0"."AuthorId" AND "b0"."Pages" > @f0_0
    ORDER BY "b0"."Pages" DESC, "b0"."Id" DESC
    LIMIT @limit
)
ORDER BY "a"."Id", "b"."Pages" DESC, "b"."Id" DESC
