package io.promptyard.router.classify.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which of a model's heads speak for a target, and how far: a head of the same name, or what {@code kin.tsv} says. A line
 * of it has a model's name, without provider, a head's, and how alike they are: the {@code same} model, a {@code sibling}
 * (another size or a revision of the same generation), or its {@code successor}.
 */
record Kin(List<String> heads, double likeness) {
    /** Nobody speaks for it. */
    static final Kin NONE = new Kin(List.of(), 0);

    private static final Map<String, Double> LIKENESS = Map.of("same", 1.0, "sibling", 0.6, "successor", 0.3);

    /** One line of the table. */
    record Link(String model, String head, double likeness) {}

    static List<Link> parse(List<String> lines) {
        List<Link> links = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Double likeness = cells.length == 3 ? LIKENESS.get(cells[2]) : null;
            if (likeness == null) {
                throw new IllegalArgumentException(
                        "kin: must be a model, a head and one of " + LIKENESS.keySet() + " (got " + line + ")");
            }
            links.add(new Link(lower(cells[0]), lower(cells[1]), likeness));
        }
        return links;
    }

    /** Of the heads that are most like the target all; {@code heads} as the model names them. */
    static Kin of(String target, List<String> heads, List<Link> links) {
        String name = lower(target.substring(target.lastIndexOf('/') + 1));
        List<String> closest = new ArrayList<>();
        double most = 0;
        for (String head : heads) {
            double likeness = likeness(name, lower(head), links);
            if (likeness > most) {
                most = likeness;
                closest.clear();
            }
            if (likeness > 0 && likeness == most) {
                closest.add(head);
            }
        }
        return closest.isEmpty() ? NONE : new Kin(List.copyOf(closest), most);
    }

    private static double likeness(String name, String head, List<Link> links) {
        if (name.equals(head)) {
            return 1;
        }
        double most = 0;
        for (Link link : links) {
            if (link.model().equals(name) && link.head().equals(head)) {
                most = Math.max(most, link.likeness());
            }
        }
        return most;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
