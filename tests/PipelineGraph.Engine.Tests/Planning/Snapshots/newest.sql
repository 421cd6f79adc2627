SELECT "b"."Id"
FROM "Books" AS "b"
ORDER BY "b"."Id"
LIMIT @limit;

SELECT "b"."Id", "r"."Points"
FROM "Books" AS "b"
CROSS JOIN "Reviews" AS "r"
WHERE "b"."Id" IN (@keys1, @keys2) AND "r"."Id" IN (
    SELECT "r0"."Id"
    FROM "Reviews" AS "r0"
    WHERE "b"."Id" = "r0"."BookId" AND "r0"."Points" > 0
    ORDER BY "r0"."WrittenAt" DESC, "r0"."Id" DESC
    LIMIT @limit
)
ORDER BY "b"."Id", "r"."WrittenAt" DESC, "r"."Id" DESC;

SELECT "b"."Id", "r"."Text"
FROM "Books" AS "b"
CROSS JOIN "Reviews" AS "r"
WHERE "b"."Id" IN (@keys1, @keys2) AND "r"."Id" IN (
    SELECT "r0"."Id"
    FROM "Reviews" AS "r0"
    WHERE "b"."Id" = "r0"."BookId"
    ORDER BY "r0"."WrittenAt" DESC, "r0"."Id" DESC
    LIMIT @limit
)
ORDER BY "b"."Id", "r"."WrittenAt" DESC, "r"."Id" DESC;

SELECT "b"."Id", "r"."Id"
FROM "Books" AS "b"
CROSS JOIN "Reviews" AS "r"
WHERE "b"."Id" IN (@keys1, @keys2) AND "r"."Id" IN (
    SELECT "r0"."Id"
    FROM "Reviews" AS "r0"
    WHERE "b"."Id" = "r0"."BookId"
    ORDER BY "r0"."Points" DESC, "r0"."Id" DESC
    LIMIT @limit
)
ORDER BY "b"."Id", "r"."Points" DESC, "r"."Id" DESC;
