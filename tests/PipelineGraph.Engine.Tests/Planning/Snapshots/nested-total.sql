SELECT "a"."Id"
FROM "Authors" AS "a"
ORDER BY "a"."Name", "a"."Id";

SELECT "a"."Id", (
    SELECT COUNT(*)
    FROM "Books" AS "b"
    WHERE "a"."Id" = "b"."AuthorId" AND "b"."Pages" >= @f1_0)
FROM "Authors" AS "a"
WHERE "a"."Id" IN (@keys1, @keys2);
