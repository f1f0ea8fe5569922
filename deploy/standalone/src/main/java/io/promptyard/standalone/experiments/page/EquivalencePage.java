package io.promptyard.standalone.experiments.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.standalone.experiments.EquivalenceEvidence;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.experiments.page.Html.Cell;
import io.promptyard.standalone.plot.Chart;
import io.promptyard.standalone.plot.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a test of a group found as one HTML page, from the object that the evidence is kept as: it loads nothing and runs nothing, and every
 * text stands there as text. Pure.
 */
public final class EquivalencePage {
    private EquivalencePage() {}

    /** @param evidence the report of an experiment of that kind */
    public static String of(JsonNode evidence) {
        Html page = new Html();
        String group = evidence.path("group").asText();
        PageFrame.open(page, "Equivalence: " + group, "Test of a fallback group", group);
        verdict(page, evidence);
        findings(page, evidence);
        means(page, evidence);
        paths(page, evidence);
        page.open("notes", "How to read it").raw("<ul>\n");
        notes(evidence).forEach(each -> page.element("li", each));
        page.raw("</ul>\n").close();
        page.open("config", "For the configuration")
                .element("pre", evidence.path("yaml").asText())
                .close();
        return PageFrame.close(page);
    }

    private static void verdict(Html page, JsonNode evidence) {
        List<String> verified = verified(evidence);
        page.open(
                "verdict",
                verified.isEmpty()
                        ? "Nothing is verified yet"
                        : "Verified: " + String.join("; ", verified) + "; until "
                                + evidence.path("expires").asText());
        page.element(
                "p",
                "Claimed is that a member's mean score is not lower than that of "
                        + evidence.path("reference").asText()
                        + " by " + Words.number(evidence.path("margin").asDouble())
                        + " or more; a member is verified on the tasks on which"
                        + " that was shown of it.");
        page.raw("<dl>\n");
        fact(page, "experiment", evidence.path("id").asText());
        fact(page, "made", evidence.path("madeAt").asText());
        fact(page, "members", String.join(", ", texts(evidence.path("members"))));
        fact(page, "margin", Words.number(evidence.path("margin").asDouble()));
        fact(
                page,
                "alpha",
                Words.number(evidence.path("alpha").asDouble())
                        + ": a false finding, at most, however often one looks");
        fact(
                page,
                "power",
                Words.number(evidence.path("power").asDouble()) + ": of finding equals by the pairs needed");
        asked(page, evidence.path("counts"));
        page.raw("</dl>\n").close();
    }

    private static void asked(Html page, JsonNode counts) {
        if (counts.isMissingNode()) {
            return;
        }
        fact(
                page,
                "prompts",
                counts.path("drawn").asLong() + " drawn: "
                        + counts.path("asked").asLong() + " asked, "
                        + counts.path("decided").asLong() + " not needed any more, "
                        + counts.path("left").asLong() + " left, "
                        + counts.path("notPermitted").asLong() + " not permitted, "
                        + counts.path("withoutReference").asLong() + " without an answer of the reference");
        fact(
                page,
                "answers",
                counts.path("failed").asLong() + " that a member could not give, "
                        + counts.path("unscored").asLong() + " that could not be compared");
        fact(
                page,
                "spent",
                counts.path("spentUsd").asText("0") + " of "
                        + counts.path("maxUsd").asText() + " USD");
    }

    /** Who may stand in, and on what; the reference, which they were held against, left out. */
    private static List<String> verified(JsonNode evidence) {
        String reference = evidence.path("reference").asText();
        return StreamSupport.stream(evidence.path("evidence").spliterator(), false)
                .filter(each -> !each.path("member").asText().equals(reference))
                .map(each -> each.path("member").asText() + " on " + String.join(", ", texts(each.path("tasks"))))
                .toList();
    }

    private static void fact(Html page, String name, String value) {
        page.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String name(JsonNode finding) {
        return finding.path("member").asText() + ", " + finding.path("task").asText();
    }

    /** The task first: long names of models are cut. */
    private static String row(JsonNode finding) {
        String member = finding.path("member").asText();
        return finding.path("task").asText() + ": " + member.substring(member.lastIndexOf('/') + 1);
    }

    private static void findings(Html page, JsonNode evidence) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode each : evidence.path("findings")) {
            boolean any = each.path("pairs").asInt() > 0;
            rows.add(List.of(
                    Cell.text(each.path("member").asText()),
                    Cell.text(each.path("task").asText()),
                    Cell.text(said(each)),
                    Cell.number(Words.count(each.path("pairs").asLong())),
                    Cell.number(Words.count(each.path("needed").asLong())),
                    Cell.number(any ? Words.signed(each.path("difference").asDouble()) : Words.NONE),
                    Cell.number(any ? Words.signed(each.path("atLeast").asDouble()) : Words.NONE)));
        }
        page.open("findings", "By member and task");
        if (rows.isEmpty()) {
            page.element("p", "There are no pairs: no prompt has scores of two members.");
        } else {
            page.table(
                    "Verdicts",
                    List.of(
                            Cell.text("member"),
                            Cell.text("task"),
                            Cell.text("verdict"),
                            Cell.number("pairs"),
                            Cell.number("needed by equals"),
                            Cell.number("mean difference"),
                            Cell.number("at least")),
                    rows);
        }
        page.close();
    }

    private static String said(JsonNode finding) {
        String after = Words.count(finding.path("decidedAt").asLong()) + " pairs";
        return switch (finding.path("verdict").asText()) {
            case "verified" -> "verified after " + after;
            case "inferior" -> "inferior, found after " + after;
            default -> "not yet";
        };
    }

    private static void means(Html page, JsonNode evidence) {
        Rows rows = new Rows("mean difference of scores");
        rows.mean(
                "the margin",
                -evidence.path("margin").asDouble(),
                -evidence.path("margin").asDouble(),
                -evidence.path("margin").asDouble());
        boolean any = false;
        for (JsonNode each : evidence.path("findings")) {
            if (each.path("pairs").asInt() > 0) {
                double mean = each.path("difference").asDouble();
                rows.mean(row(each), Math.min(mean, each.path("atLeast").asDouble()), mean, mean);
                any = true;
            }
        }
        if (any) {
            page.open("means", "Where the mean lies");
            page.figure(
                    "Mean difference, and what it is at least",
                    rows.inline(
                            "means-plot", "Mean difference, and what it is at least", "As in the table of verdicts."),
                    "A line reaches from the mean down to what it is at least, with confidence 1 - alpha, by all pairs seen. Who is to be verified"
                            + " must keep above the margin.");
            page.close();
        }
    }

    private static void paths(Html page, JsonNode evidence) {
        double bound = Math.log10(1 / evidence.path("alpha").asDouble());
        List<JsonNode> shown = StreamSupport.stream(evidence.path("findings").spliterator(), false)
                .filter(each -> each.path("path").size() > 1)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        page.open("paths", "How the evidence grew");
        page.element(
                "p",
                "The full line is the evidence for a member being not worse by the margin, the broken line that for its being worse by more; the level"
                        + " line is what is needed of either.");
        page.raw("<div class=\"pair\">\n");
        for (int at = 0; at < shown.size(); at++) {
            path(page, shown.get(at), bound, "path-" + at);
        }
        page.raw("</div>\n").close();
    }

    private static void path(Html page, JsonNode finding, double bound, String id) {
        List<double[]> better = new ArrayList<>();
        List<double[]> worse = new ArrayList<>();
        for (JsonNode step : finding.path("path")) {
            better.add(new double[] {step.path(0).asDouble(), step.path(1).asDouble()});
            worse.add(new double[] {step.path(0).asDouble(), step.path(2).asDouble()});
        }
        double last = better.getLast()[0];
        String title = name(finding);
        Chart chart = new Chart(title, "pairs", "evidence, powers of ten")
                .line("", 0, List.of(new double[] {0, bound}, new double[] {last, bound}))
                .line("", 1, worse)
                .line("", 2, better)
                .tick(0, "0")
                .tick(last, Words.count((long) last));
        page.figure(
                title,
                chart.inline(id, said(finding)),
                said(finding) + "; " + Words.count((long) last) + " pairs in all.");
    }

    private static List<String> notes(JsonNode evidence) {
        List<String> notes = new ArrayList<>(List.of(
                "Evidence is the capital of a bet against the claim's opposite, as a power of ten: it passes the bound, "
                        + Words.number(Math.log10(1 / evidence.path("alpha").asDouble()))
                        + ", with a probability of at most alpha where the opposite is true, all looks together. The verdict of the first time stays.",
                "Assumed is that prompts are drawn alike and do not depend on each other, that both members answered prompts of the same kind, and that a"
                        + " score means the same for both.",
                "Models change behind their names: evidence is to be believed until it expires."));
        String source = evidence.path("source").asText();
        if (source.equals(EquivalenceEvidence.TRAFFIC)) {
            notes.addFirst(
                    "Pairs are those that the log happened to have: which prompts both have answered, and which answers were scored, was not"
                            + " left to chance alone. A test that asks for its own answers (--live) has no such doubt.");
        }
        if (source.equals(EquivalenceEvidence.ASKED)) {
            notes.addFirst(
                    "Prompts were drawn by lot from all of a task, and given to the reference and to each member of which nothing was found"
                            + " yet. Where the reference answered and a member could not, the pair counts as 1 to 0.");
        }
        return List.copyOf(notes);
    }
}
