package io.promptyard.connector.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model beside what routing asks every time. {@code input} and {@code output} are the modalities it
 * takes and gives; {@code regions} and {@code retention} are its provider's, empty and null when not known;
 * {@code retires} null when nothing is announced. {@code ruled} tells that its quality is a rule's and no judgement;
 * {@code auto} that strategies which choose among all models may pick it. {@code sources} are ids, by kind of figure.
 */
public record ModelFacts(
        Kind kind,
        List<String> input,
        List<String> output,
        List<String> regions,
        @Nullable String retention,
        @Nullable LocalDate retires,
        Confidence confidence,
        boolean ruled,
        boolean auto,
        Map<String, List<String>> sources,
        @Nullable String notes) {
    /** Of a model of which nothing of this is known: a chat model that may be picked. */
    public static final ModelFacts NONE = new ModelFacts(
            Kind.CHAT, List.of(), List.of(), List.of(), null, null, Confidence.SINGLE, false, true, Map.of(), null);

    /** What a model answers with. */
    public enum Kind {
        CHAT,
        EMBEDDING
    }

    /** Whether sources agree on the price. */
    public enum Confidence {
        CONFIRMED,
        SINGLE,
        DISPUTED
    }

    public ModelFacts {
        Objects.requireNonNull(kind, "kind");
        input = List.copyOf(input);
        output = List.copyOf(output);
        regions = List.copyOf(regions);
        Objects.requireNonNull(confidence, "confidence");
        sources = Map.copyOf(sources);
    }

    /** The same, picked on its own account or not. */
    public ModelFacts auto(boolean auto) {
        return new ModelFacts(
                kind, input, output, regions, retention, retires, confidence, ruled, auto, sources, notes);
    }

    /** The same of a model of this kind. */
    public ModelFacts of(Kind kind) {
        return new ModelFacts(
                kind, input, output, regions, retention, retires, confidence, ruled, auto, sources, notes);
    }

    /** The same with another retirement date. */
    public ModelFacts retiring(LocalDate date) {
        return new ModelFacts(kind, input, output, regions, retention, date, confidence, ruled, auto, sources, notes);
    }

    /** The same with a quality that somebody stands for. */
    public ModelFacts judged() {
        return new ModelFacts(
                kind, input, output, regions, retention, retires, confidence, false, auto, sources, notes);
    }
}
