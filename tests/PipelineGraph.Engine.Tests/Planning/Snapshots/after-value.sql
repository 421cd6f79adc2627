SELECT "b"."Title"
FROM "Books" AS "b"
WHERE "b"."Id" IN (
    SELECT "b2"."Id"
    FROM (
        SELECT "b0"."Id"
        FROM "Books" AS "b0"
        WHERE "b0"."Subtitle" <= @after0 AND ("b0"."Subtitle" < @after0 OR "b0"."Id" < @after1)
        ORDER BY "b0"."Subtitle" DESC, "b0"."Id" DESC
        LIMIT @limit
    ) AS "b2"
    UNION ALL
    SELECT "b3"."Id"
    FROM (
        SELECT "b1"."Id"
        FROM "Books" AS "b1"
        WHERE "b1"."Subtitle" IS NULL
        ORDER BY "b1"."Subtitle" DESC, "b1"."Id" DESC
        LIMIT @limit
    ) AS "b3"
)
ORDER BY "b"."Subtitle" DESC, "b"."Id" DESC
LIMIT @limit;
