package io.promptyard.router.replay.sample;

import io.promptyard.router.published.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Draws an allocation from ids that come by, once each or more often, in any order: the same ids and seed give the same
 * draw, as each id has a number made of both and the lowest are taken. Memory grows with the sample alone. Not thread-safe.
 */
public final class StratifiedDraw {
    private final Allocation allocation;
    private final String seed;
    private final Map<Stratum, Lowest> strata = new HashMap<>();

    /** One that is to be sent. */
    public record Drawn(String id, Stratum stratum) {}

    private record Ticket(String number, String id) {
        static final Comparator<Ticket> ORDER =
                Comparator.comparing(Ticket::number).thenComparing(Ticket::id);
    }

    private record Placed(double position, Ticket ticket, Stratum stratum) {}

    /** The lowest tickets of a stratum. */
    private static final class Lowest {
        private final PriorityQueue<Ticket> highestFirst = new PriorityQueue<>(Ticket.ORDER.reversed());
        private final Set<String> ids = new HashSet<>();

        void offer(Ticket ticket, int most) {
            if (ids.contains(ticket.id())) {
                return;
            }
            Ticket highest = highestFirst.peek();
            if (highestFirst.size() == most) {
                if (highest == null || Ticket.ORDER.compare(ticket, highest) >= 0) {
                    return;
                }
                highestFirst.remove();
                ids.remove(highest.id());
            }
            highestFirst.add(ticket);
            ids.add(ticket.id());
        }
    }

    public StratifiedDraw(Allocation allocation, long seed) {
        this.allocation = allocation;
        this.seed = Long.toString(seed);
    }

    public void offer(Stratum stratum, String id) {
        int most = allocation.of(stratum);
        if (most > 0) {
            strata.computeIfAbsent(stratum, any -> new Lowest())
                    .offer(new Ticket(Sha256.of(seed + "\n" + id), id), most);
        }
    }

    /** What was drawn, in an order of which every beginning holds the strata in about their proportions. */
    public List<Drawn> drawn() {
        List<Placed> placed = new ArrayList<>();
        strata.forEach((stratum, lowest) -> {
            List<Ticket> tickets =
                    lowest.highestFirst.stream().sorted(Ticket.ORDER).toList();
            for (int rank = 0; rank < tickets.size(); rank++) {
                placed.add(new Placed((rank + 0.5) / tickets.size(), tickets.get(rank), stratum));
            }
        });
        placed.sort(Comparator.comparingDouble(Placed::position).thenComparing(Placed::ticket, Ticket.ORDER));
        return placed.stream()
                .map(each -> new Drawn(each.ticket().id(), each.stratum()))
                .toList();
    }
}
