SELECT CASE
    WHEN "b"."LentAt" IS NULL THEN NULL
    ELSE (@now - "b"."LentAt") / 86400000.0
END, "b"."Pages", "b"."Genre"
FROM "Books" AS "b"
WHERE CASE
    WHEN "b"."LentAt" IS NULL THEN NULL
    ELSE (@now - "b"."LentAt") / 86400000.0
END >= @f0_0
ORDER BY CASE
    WHEN "b"."LentAt" IS NULL THEN NULL
    ELSE (@now - "b"."LentAt") / 86400000.0
END DESC, "b"."Id" DESC
LIMIT @limit;
