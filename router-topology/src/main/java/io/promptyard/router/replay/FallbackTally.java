package io.promptyard.router.replay;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of calls that fail: of prompts that fell back and that the candidate sends to the same target first, its next decision
 * after the same failures; of first calls that the log has none of, how many are expected to fail, by how often calls of the target
 * failed. Grows with targets; prompts that fell back are remembered up to a number. Not thread-safe.
 */
final class FallbackTally {
    private static final int REMEMBERED = 20_000;
    private static final int NAMED = 5;

    /** Prompts whose recorded calls are those that the candidate makes, up to now. */
    private final Set<String> followed = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final TreeSet<String> named = new TreeSet<>();
    private final Map<Target, Calls> targets = new TreeMap<>();
    private long fellBack;
    private long same;
    private long elsewhere;
    private long nowhere;
    private BigDecimal before = BigDecimal.ZERO;
    private BigDecimal after = BigDecimal.ZERO;
    private long unpriced;

    /** Of one target: calls in the log, those that failed, and first calls of the candidate that the log has none of. */
    private static final class Calls {
        private long made;
        private long failed;
        private long unknown;
    }

    /** The first decisions on a prompt, recorded and candidate's. */
    void first(Redecided each) {
        boolean failed = false;
        boolean toldOf = false;
        boolean others = false;
        Target now = each.now().target();
        Target was = each.was().target();
        for (RecordedCall call : each.outcome().calls()) {
            Calls of = of(call.target());
            of.made++;
            of.failed += call.success() ? 0 : 1;
            failed |= !call.success() && call.target().equals(was);
            toldOf |= call.target().equals(now);
            others |= !call.target().equals(was);
        }
        if (failed && others) {
            fellBack++;
            name(each.was().id().value());
            if (was != null && was.equals(now)) {
                followed.add(each.was().id().value());
            }
        }
        if (now != null && !toldOf) {
            of(now).unknown++;
        }
    }

    private void name(String id) {
        named.add(id);
        if (named.size() > NAMED) {
            named.pollLast();
        }
    }

    private Calls of(Target target) {
        return targets.computeIfAbsent(target, each -> new Calls());
    }

    /** Whether the candidate is to decide what follows the recorded failures of this prompt. */
    boolean follows(String id) {
        return followed.contains(id);
    }

    /** Its decision after the same failed calls, beside the recorded one. */
    void again(RoutingDecision was, RoutingDecision now) {
        if (now.target() != null && now.target().equals(was.target())) {
            same++;
        } else {
            followed.remove(was.id().value());
            elsewhere += now.target() == null ? 0 : 1;
            nowhere += now.target() == null && was.target() != null ? 1 : 0;
        }
        BigDecimal first = CaseCosts.expected(was);
        BigDecimal second = CaseCosts.expected(now);
        if (first == null || second == null) {
            unpriced++;
        } else {
            before = before.add(first);
            after = after.add(second);
        }
    }

    /** For people. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (fellBack > 0) {
            notes.add((fellBack == 1 ? "1 prompt" : fellBack + " prompts") + " fell back after a failed call ("
                    + String.join(", ", named) + (fellBack > named.size() ? ", …" : "")
                    + "); figures of cost and quality are of first choices. After the same failures the candidate decides "
                    + same
                    + " times as recorded, " + elsewhere + " elsewhere, " + nowhere
                    + " nowhere any more; expected USD of these "
                    + PolicySums.plain(before) + " before, " + PolicySums.plain(after) + " after"
                    + (unpriced == 0 ? "" : ", " + unpriced + " of unknown cost left out"));
        }
        expected(notes);
        return notes;
    }

    private void expected(List<String> notes) {
        double failures = 0;
        long calls = 0;
        long strangers = 0;
        List<String> rates = new ArrayList<>();
        for (Map.Entry<Target, Calls> each : targets.entrySet()) {
            Calls of = each.getValue();
            if (of.unknown > 0 && of.made == 0) {
                strangers += of.unknown;
            } else if (of.unknown > 0) {
                calls += of.unknown;
                failures += of.unknown * (double) of.failed / of.made;
                if (of.failed > 0) {
                    rates.add(String.format(Locale.ROOT, "%s %d of %d", each.getKey(), of.failed, of.made));
                }
            }
        }
        if (failures > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d first calls of the candidate are not in the log: %.1f of them are expected to fail and to fall back, as calls of their"
                            + " targets did (%s)",
                    calls,
                    failures,
                    String.join(", ", rates)));
        }
        if (strangers > 0) {
            notes.add((strangers == 1 ? "1 first call" : strangers + " first calls")
                    + " of the candidate are to targets that the log has no call of: how often they fail is not known");
        }
    }
}
