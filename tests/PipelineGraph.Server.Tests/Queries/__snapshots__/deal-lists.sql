SELECT "d"."Title", "d"."Id"
FROM "Deals" AS "d"
WHERE "d"."VoidedAt" IS NULL
ORDER BY "d"."Id"
LIMIT @limit;

SELECT "d"."Id", "s"."Kind", "s1"."Name"
FROM "Deals" AS "d"
CROSS JOIN "StageTransitions" AS "s"
INNER JOIN "Stages" AS "s1" ON "s"."ToStageId" = "s1"."Id"
WHERE "d"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20) AND "s"."Id" IN (
    SELECT "s0"."Id"
    FROM "StageTransitions" AS "s0"
    WHERE "d"."Id" = "s0"."DealId"
    ORDER BY "s0"."EffectiveAt" DESC, "s0"."Sequence" DESC, "s0"."Id" DESC
    LIMIT @limit
)
ORDER BY "d"."Id", "s"."EffectiveAt" DESC, "s"."Sequence" DESC, "s"."Id" DESC;

SELECT "d"."Id", "a"."Subject"
FROM "Deals" AS "d"
CROSS JOIN "Activities" AS "a"
WHERE "d"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20) AND "a"."Id" IN (
    SELECT "a0"."Id"
    FROM "Activities" AS "a0"
    WHERE "d"."Id" = "a0"."DealId"
    ORDER BY "a0"."Id"
    LIMIT @limit
)
ORDER BY "d"."Id", "a"."Id";

SELECT "d"."Id", "o"."Summary"
FROM "Deals" AS "d"
CROSS JOIN "Objections" AS "o"
WHERE "d"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20) AND "o"."Id" IN (
    SELECT "o0"."Id"
    FROM "Objections" AS "o0"
    WHERE "d"."Id" = "o0"."DealId"
    ORDER BY "o0"."RaisedAt" DESC, "o0"."Id" DESC
    LIMIT @limit
)
ORDER BY "d"."Id", "o"."RaisedAt" DESC, "o"."Id" DESC;

SELECT "d"."Id", "e0"."Kind", "e0"."Field", "e0"."Factor", "e0"."MinimumScore", "e0"."ActivityType", "d"."AccountId", "d"."AmountUnits", "d"."ExpectedCloseDate", "d"."PrimaryContactId", "d"."Source", "d"."Description", "d"."Budget", "d"."Authority", "d"."Need", "d"."Timeline", "d"."Interest", "d"."Score", EXISTS (
    SELECT 1
    FROM "Objections" AS "o"
    WHERE "d"."Id" = "o"."DealId" AND "o"."ResolvedAt" IS NULL), EXISTS (
    SELECT 1
    FROM "Activities" AS "a"
    WHERE "d"."Id" = "a"."DealId" AND "a"."Type" = "e0"."ActivityType" AND "a"."CompletedAt" >= COALESCE((
        SELECT MAX("s0"."EffectiveAt")
        FROM "StageTransitions" AS "s0"
        WHERE "d"."Id" = "s0"."DealId" AND "s0"."Kind" = 'Reopened' AND NOT ("s0"."IsReverted")), "d"."CreatedAt")), EXISTS (
    SELECT 1
    FROM "ChecklistCompletions" AS "c"
    WHERE "d"."Id" = "c"."DealId" AND "c"."CriterionId" = "e0"."Id"), "e0"."Label"
FROM "Deals" AS "d"
INNER JOIN "Stages" AS "s" ON "d"."StageId" = "s"."Id"
INNER JOIN (
    SELECT "e"."Id", "e"."ActivityType", "e"."Factor", "e"."Field", "e"."Kind", "e"."Label", "e"."MinimumScore", "e"."Position", "e"."StageId"
    FROM "ExitCriteria" AS "e"
    WHERE "e"."RetiredAt" IS NULL
) AS "e0" ON "s"."Id" = "e0"."StageId"
WHERE "d"."Id" IN (@keys1, @keys2, @keys3, @keys4, @keys5, @keys6, @keys7, @keys8, @keys9, @keys10, @keys11, @keys12, @keys13, @keys14, @keys15, @keys16, @keys17, @keys18, @keys19, @keys20)
ORDER BY "d"."Id", "e0"."Position", "e0"."Id";
