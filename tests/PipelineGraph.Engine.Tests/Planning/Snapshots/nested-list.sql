SELECT "a"."Id"
FROM "Authors" AS "a"
ORDER BY "a"."Name", "a"."Id";

SELECT "a"."Id", "b"."Title"
FROM "Authors" AS "a"
INNER JOIN "Books" AS "b" ON "a"."Id" = "b"."AuthorId"
WHERE "a"."Id" IN (@keys1, @keys2)
ORDER BY "a"."Id", "b"."Title", "b"."Id";

SELECT "a"."Name"
FROM "Authors" AS "a"
WHERE "a"."Country" = @request_country
ORDER BY "a"."Name", "a"."Id"
LIMIT @limit;
