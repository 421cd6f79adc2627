SELECT COUNT(*)
FROM "Books" AS "b"
WHERE "b"."IsLent" = @f0_0;
