package io.promptyard.standalone.experiments.page;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Disagreement;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.router.replay.report.TargetPoint;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.experiments.page.Html.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of a report. */
final class PageTables {
    private static final int MOST_MOVES = 40;

    private final ReplayReport report;

    PageTables(ReplayReport report) {
        this.report = report;
    }

    void groups(Html page) {
        GroupTables.write(page, report);
    }

    void moves(Html page) {
        List<Move> moved = report.moves().stream().filter(PageTables::changes).toList();
        page.open("moves", "Choices that moved");
        if (moved.isEmpty()) {
            page.element("p", "None: every prompt goes where it went.").close();
            return;
        }
        new MoveMatrix(report.moves()).write(page);
        page.table(
                moved.size() <= MOST_MOVES
                        ? "Every move"
                        : "The " + MOST_MOVES + " most frequent of " + Words.count(moved.size()) + " moves",
                List.of(
                        Cell.text("from route"),
                        Cell.text("from"),
                        Cell.text("to route"),
                        Cell.text("to"),
                        Cell.number("prompts"),
                        Cell.number("share"),
                        Cell.number("cost"),
                        Cell.number("cost unknown")),
                moved.stream().limit(MOST_MOVES).map(PageTables::row).toList());
        page.close();
    }

    private static List<Cell> row(Move move) {
        return List.of(
                Cell.text(move.fromRoute()),
                Cell.code(Words.target(move.from())),
                Cell.text(move.toRoute()),
                Cell.code(Words.target(move.to())),
                Cell.number(Words.count(move.count())),
                Cell.number(Words.percent(move.share())),
                Cell.number(Words.difference(move.differenceUsd())),
                Cell.number(Words.count(move.unknownCosts())));
    }

    static boolean changes(Move move) {
        return !move.fromRoute().equals(move.toRoute()) || !Objects.equals(move.from(), move.to());
    }

    void targets(Html page) {
        if (report.targets().isEmpty()) {
            return;
        }
        page.open("targets", "Targets");
        page.table(
                report.live() == null
                        ? "Every target, as if all prompts had gone to it"
                        : "Every target that was asked, over the prompts of the sample that it answered",
                List.of(
                        Cell.text("target"),
                        Cell.number("recorded"),
                        Cell.number("candidate"),
                        Cell.number("quality"),
                        Cell.number("observed"),
                        Cell.number("predicted"),
                        Cell.number("USD a prompt"),
                        Cell.number("of so many paid")),
                report.targets().stream()
                        .sorted(Comparator.comparingLong((TargetPoint each) -> -each.candidate() - each.recorded())
                                .thenComparing(TargetPoint::target))
                        .map(PageTables::row)
                        .toList());
        page.close();
    }

    private static List<Cell> row(TargetPoint point) {
        return List.of(
                Cell.code(point.target().toString()),
                Cell.number(Words.count(point.recorded())),
                Cell.number(Words.count(point.candidate())),
                Cell.number(Words.estimate(point.quality())),
                Cell.number(
                        point.quality() == null
                                ? Words.NONE
                                : Words.count(point.quality().observed())),
                Cell.number(
                        point.quality() == null
                                ? Words.NONE
                                : Words.count(point.quality().predicted())),
                Cell.number(Words.usd(point.usdPerPrompt())),
                Cell.number(point.paid() == 0 ? "expected" : Words.count(point.paid())));
    }

    void disagreements(Html page) {
        if (report.disagreements().isEmpty()) {
            return;
        }
        boolean texts = report.disagreements().stream().anyMatch(each -> each.text() != null);
        page.open("disagreements", "Sample of disagreements");
        List<Cell> head = new ArrayList<>(List.of(
                Cell.text("request"),
                Cell.text("task"),
                Cell.number("complexity"),
                Cell.text("recorded"),
                Cell.text("candidate"),
                Cell.number("expected cost"),
                Cell.number("predicted quality"),
                Cell.number("rated")));
        if (texts) {
            head.add(Cell.text("prompt"));
        }
        page.table(
                "Prompts that the candidate sends elsewhere",
                head,
                report.disagreements().stream().map(each -> row(each, texts)).toList());
        page.close();
    }

    private static List<Cell> row(Disagreement each, boolean texts) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.code(each.id()),
                Cell.text(each.task().label()),
                Cell.number(Words.number(each.complexity())),
                Cell.code(place(each.fromRoute(), each.from())),
                Cell.code(place(each.toRoute(), each.to())),
                Cell.number(GroupTables.both(Words.usd(each.usdFrom()), Words.usd(each.usdTo()))),
                Cell.number(GroupTables.both(Words.number(each.qualityFrom()), Words.number(each.qualityTo()))),
                Cell.number(Words.number(each.observedFrom()))));
        if (texts) {
            row.add(new Cell("t", each.text() == null ? "" : each.text()));
        }
        return row;
    }

    private static String place(String route, @Nullable Target target) {
        return Words.target(target) + "\n" + route;
    }

    void live(Html page) {
        LiveFigures live = report.live();
        if (live == null) {
            return;
        }
        page.open("live", "The sample that was sent");
        page.element(
                "p",
                Words.count(live.sampled()) + " prompts drawn: " + Words.count(live.answered()) + " answered, "
                        + Words.count(live.refused()) + " ended without an answer, " + Words.count(live.left())
                        + " not sent. Spent " + Words.usd(live.spentUsd()) + " of at most " + Words.usd(live.maxUsd())
                        + ", judges included.");
        if (!live.scorers().isEmpty()) {
            List<Cell> head = new ArrayList<>(List.of(Cell.text("scorer")));
            for (String name : List.of(
                    "better",
                    "tie",
                    "worse",
                    "failed",
                    "recorded",
                    "candidate",
                    "difference",
                    "agrees with people",
                    "kappa")) {
                head.add(Cell.number(name));
            }
            page.table(
                    "Pairs of answers: is the candidate's better than the recorded one?",
                    head,
                    live.scorers().stream().map(PageTables::row).toList());
        }
        page.close();
    }

    private static List<Cell> row(ScorerFigures scorer) {
        ScorerFigures.Agreement people = scorer.agreement();
        return List.of(
                Cell.code(scorer.scorer()),
                Cell.number(Words.count(scorer.better())),
                Cell.number(Words.count(scorer.ties())),
                Cell.number(Words.count(scorer.worse())),
                Cell.number(Words.count(scorer.failed())),
                Cell.number(Words.estimate(scorer.recorded())),
                Cell.number(Words.estimate(scorer.candidate())),
                Cell.number(Words.difference(scorer.difference())),
                Cell.number(
                        people == null
                                ? Words.NONE
                                : Words.percent(people.share()) + " of " + Words.count(people.pairs())),
                Cell.number(people == null ? Words.NONE : Words.number(people.kappa())));
    }
}
