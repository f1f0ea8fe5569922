package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.replay.estimate.IdHash;
import io.promptyard.router.replay.report.Disagreement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * So many of the prompts that go elsewhere, for people to look at: those whose ids have the least hashes. That is a sample in which
 * every prompt has the same chance, and the same one whatever the order. Not thread-safe.
 */
final class Samples {
    private static final int MOST_CHARS = 4_000;
    private static final Comparator<Rank> ORDER =
            Comparator.comparingInt(Rank::hash).thenComparing(Rank::id);

    private final int most;
    private final boolean texts;
    private final TreeMap<Rank, Disagreement> kept = new TreeMap<>(ORDER);

    private record Rank(int hash, String id) {}

    /** @param texts whether what the prompts say may be kept */
    Samples(int most, boolean texts) {
        this.most = most;
        this.texts = texts;
    }

    void add(Redecided each) {
        String id = each.was().id().value();
        Rank rank = new Rank(IdHash.of(id), id);
        if (most == 0 || kept.size() >= most && ORDER.compare(rank, kept.lastKey()) >= 0) {
            return;
        }
        kept.put(rank, disagreement(each));
        if (kept.size() > most) {
            kept.pollLastEntry();
        }
    }

    private Disagreement disagreement(Redecided each) {
        RoutingDecision was = each.was();
        RoutingDecision now = each.now();
        return new Disagreement(
                was.id().value(),
                now.classification().task(),
                now.classification().complexity(),
                was.route(),
                was.target(),
                now.route(),
                now.target(),
                CaseCosts.expected(was),
                CaseCosts.expected(now),
                quality(was),
                quality(now),
                was.target() == null ? null : each.outcome().scoresByTarget().get(was.target()),
                texts ? text(each.request().body()) : null);
    }

    private static @Nullable Double quality(RoutingDecision decision) {
        for (Candidate each : decision.candidates()) {
            if (each.state() == Candidate.State.CHOSEN) {
                return each.score();
            }
        }
        return null;
    }

    /** The last that the user said. */
    private static String text(PromptContent content) {
        if (!(content instanceof PromptBody body)) {
            return "";
        }
        for (ChatMessage message : body.messages().reversed()) {
            if (message.role() == Role.USER) {
                StringBuilder text = new StringBuilder();
                for (ContentPart part : message.content()) {
                    if (part instanceof ContentPart.TextPart written && text.length() < MOST_CHARS) {
                        text.append(written.text());
                    }
                }
                return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text.toString();
            }
        }
        return "";
    }

    List<Disagreement> all() {
        return new ArrayList<>(kept.values());
    }
}
