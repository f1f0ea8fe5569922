package io.promptyard.standalone.replay.live;

import io.promptyard.model.Spend;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of the prompts of a test that asked for itself.
 *
 * @param drawn all of the sample
 * @param asked where the reference has answered, and all were asked who had to be
 * @param decided not asked any more, as everything was found of their task
 * @param notPermitted prompts that may not go to the reference, or to nobody else
 * @param withoutReference where the reference did not answer
 * @param left for want of money, or as it was stopped
 * @param failed answers that a member could not give and the reference gave: the worst score each
 * @param unscored answers that could not be compared
 * @param spentUsd over all runs; null when nothing was called
 */
public record GroupCounts(
        int drawn,
        int asked,
        int decided,
        int notPermitted,
        int withoutReference,
        int left,
        int failed,
        int unscored,
        BigDecimal maxUsd,
        @Nullable BigDecimal spentUsd) {

    static GroupCounts of(List<GroupCase> cases, BigDecimal maxUsd, @Nullable Spend spent) {
        return new GroupCounts(
                cases.size(),
                count(cases, GroupCase.End.ASKED),
                count(cases, GroupCase.End.DECIDED),
                count(cases, GroupCase.End.NOT_PERMITTED),
                count(cases, GroupCase.End.WITHOUT_REFERENCE),
                count(cases, GroupCase.End.LEFT),
                cases.stream().mapToInt(GroupCase::failed).sum(),
                cases.stream().mapToInt(GroupCase::unscored).sum(),
                maxUsd,
                spent == null ? null : SpendWatch.gone(spent));
    }

    private static int count(List<GroupCase> cases, GroupCase.End end) {
        Predicate<GroupCase> ended = each -> each.end() == end;
        return (int) cases.stream().filter(ended).count();
    }
}
