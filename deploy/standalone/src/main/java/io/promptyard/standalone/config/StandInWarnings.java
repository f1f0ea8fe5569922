package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups whose members may not stand in, or not for long, as far as the configuration itself tells. These are warnings and no errors: with an error a process that
 * is started again in the night after the evidence ran out would serve nobody, where without a stand-in it serves almost all.
 */
final class StandInWarnings {
    private static final Duration SOON = Duration.ofDays(7);

    private final Instant now;
    private final List<ConfigProblem> warnings = new ArrayList<>();

    private StandInWarnings(Instant now) {
        this.now = now;
    }

    static List<ConfigProblem> of(RouterConfig config, Instant now) {
        StandInWarnings found = new StandInWarnings(now);
        StandIns.asked(config).forEach(found::warn);
        return found.warnings.stream().distinct().toList();
    }

    private void warn(FallbackGroup group) {
        if (group.evidence().stream().allMatch(each -> each.tasks().isEmpty())) {
            add("groups." + group.name() + ".verified.tasks", "nobody stands in on any task", "none");
            return;
        }
        for (int i = 0; i < group.members().size(); i++) {
            Target member = group.members().get(i);
            if (group.evidence().stream()
                    .noneMatch(each -> !each.tasks().isEmpty() && each.members().contains(member))) {
                add("groups." + group.name() + ".members[" + i + "]", "stands in on no task", member.toString());
            }
        }
        for (int i = 0; i < group.evidence().size(); i++) {
            warn(StandIns.path(group, i), group.evidence().get(i));
        }
    }

    private void warn(String path, Verification evidence) {
        Instant expires = evidence.expires();
        if (expires != null && evidence.isOver(now)) {
            add(path + ".expires", "the evidence has expired, nobody stands in", expires.toString());
        } else if (expires != null && evidence.isOver(now.plus(SOON))) {
            add(path + ".expires", "the evidence expires within a week", expires.toString());
        }
        if (evidence.report().isBlank() && !evidence.isOver(now)) {
            add(path + ".report", "names no experiment that verified it: a running system refuses it", "nothing");
        }
    }

    private void add(String path, String rule, String got) {
        warnings.add(new ConfigProblem(path, rule, got));
    }
}
