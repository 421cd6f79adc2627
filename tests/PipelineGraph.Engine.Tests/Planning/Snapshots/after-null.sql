SELECT "b"."Title"
FROM "Books" AS "b"
WHERE "b"."Subtitle" IS NULL AND "b"."Id" > @after1
ORDER BY "b"."Subtitle", "b"."Id"
LIMIT @limit;
