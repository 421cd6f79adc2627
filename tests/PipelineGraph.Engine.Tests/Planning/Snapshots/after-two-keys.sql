SELECT "b"."Title"
FROM "Books" AS "b"
LEFT JOIN "Authors" AS "a" ON "b"."TranslatorId" = "a"."Id"
WHERE "b"."Pages" <= @after0 AND ("b"."Pages" < @after0 OR ("a"."Name" IS NULL AND "b"."Id" > @after2) OR "a"."Name" IS NOT NULL)
ORDER BY "b"."Pages" DESC, "a"."Name", "b"."Id"
LIMIT @limit;
