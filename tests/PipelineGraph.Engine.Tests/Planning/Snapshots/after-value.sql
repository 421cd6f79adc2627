SELECT "b"."Title"
FROM "Books" AS "b"
WHERE "b"."Subtitle" <= @after0 AND ("b"."Subtitle" < @after0 OR "b"."Id" < @after1)
ORDER BY "b"."Subtitle" DESC, "b"."Id" DESC
LIMIT @limit;

SELECT "b"."Title"
FROM "Books" AS "b"
WHERE "b"."Subtitle" IS NULL
ORDER BY "b"."Subtitle" DESC, "b"."Id" DESC
LIMIT @limit;
