package io.promptyard.standalone.replay.live;

import io.promptyard.model.Spend;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What limits the figures of a live replay, for people. */
final class LiveNotes {
    private LiveNotes() {}

    private static boolean endedUnknown(LiveCase each) {
        return each.response() != null
                && each.response().result() instanceof FinalResponse.Refusal refusal
                && (refusal.kind() == FailureKind.TIMEOUT || refusal.kind() == FailureKind.NETWORK);
    }

    static List<String> of(List<LiveCase> cases, @Nullable Spend spent, RouterConfig candidate) {
        List<String> notes = new ArrayList<>();
        long beyond = cases.stream().filter(LiveCase::beyondCap).count();
        if (beyond > 0) {
            notes.add(beyond + " of " + cases.size()
                    + " were not sent because one call could cost more than the whole cap, or an unknown sum: what the candidate makes of them is not known, and those sent"
                    + " are cheaper than the sample. Raise --max-usd.");
        }
        long left = cases.stream()
                .filter(each -> each.response() == null && !each.beyondCap())
                .count();
        if (left > 0) {
            notes.add(
                    left + " of " + cases.size()
                            + " were not sent: the money was at its end, or the run was stopped. Those sent are in the sample's proportions.");
        }
        if (spent != null && spent.unknownCosts() > 0) {
            notes.add(
                    spent.unknownCosts() + " calls of unknown cost are charged with the most that they can have cost.");
        }
        long once = cases.stream().filter(LiveNotes::endedUnknown).count();
        if (once > 0) {
            notes.add(
                    once
                            + " were refused after a call that broke off or timed out: under a cap such a call is not made again at the same target, in service it might be.");
        }
        if (candidate.ceilings().stream().map(CeilingConfig::budget).anyMatch(Objects::nonNull)) {
            notes.add(
                    "The candidate's budgets and limits per minute were left out; its ceilings of single requests were not.");
        }
        if (candidate.classifier().judge() != null) {
            notes.add("The candidate's classifier was used without its judge.");
        }
        return notes;
    }
}
