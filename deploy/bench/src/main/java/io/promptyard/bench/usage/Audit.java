package io.promptyard.bench.usage;

import io.promptyard.bench.usage.Told.End;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds three accounts of the same calls against each other: what the providers booked, what the product recorded, what clients
 * were told. What the product says it does not know is no difference, unless the provider had told it. Not thread-safe.
 */
final class Audit {
    private static final BigDecimal NOTHING = new BigDecimal("1e-9");

    private final Tariff tariff;
    private final boolean finishes;
    private final SortedMap<String, AuditLine> lines = new TreeMap<>();

    private int neverEnded;

    private Audit(Tariff tariff, boolean finishes) {
        this.tariff = tariff;
        this.finishes = finishes;
    }

    /**
     * @param finishes whether the product reads calls to their end when their caller hangs up
     * @param told in any order; a client that was answered is compared with all calls made for it
     */
    static Audit of(
            Tariff tariff, boolean finishes, List<Booked> books, Map<String, Account> accounts, List<Told> told) {
        Audit audit = new Audit(tariff, finishes);
        Map<String, List<Booked>> byRequest = new HashMap<>();
        for (Booked booked : books) {
            Account account = accounts.get(booked.attemptId());
            audit.call(booked, account);
            if (account != null) {
                byRequest
                        .computeIfAbsent(account.requestId(), id -> new ArrayList<>())
                        .add(booked);
            }
        }
        told.forEach(each -> audit.client(each, byRequest.getOrDefault(each.requestId(), List.of()), accounts));
        return audit;
    }

    /** So many calls are recorded as begun and not as ended. */
    Audit neverEnded(int calls) {
        neverEnded = calls;
        return this;
    }

    int neverEnded() {
        return neverEnded;
    }

    SortedMap<String, AuditLine> lines() {
        return lines;
    }

    /** Whether no account says anything that another denies. */
    boolean agrees() {
        return neverEnded == 0 && lines.values().stream().allMatch(AuditLine::agrees);
    }

    private AuditLine line(String dialect) {
        return lines.computeIfAbsent(dialect, name -> new AuditLine());
    }

    private void call(Booked booked, @Nullable Account account) {
        AuditLine line = line(booked.dialect());
        line.booked(booked);
        if (account == null) {
            line.unaccounted();
            return;
        }
        Tokens tokens = account.tokens();
        BigDecimal cost = account.costUsd();
        boolean free = cost != null && cost.signum() == 0;
        if (tokens != null) {
            line.compared(booked.tokens().apart(tokens));
        } else if (free) {
            line.compared(booked.tokens().apart(Tokens.NONE));
        } else {
            unknown(line, booked, account);
        }
        if (cost != null) {
            line.cost(apart(cost, tariff.bill(booked.tokens())));
        } else if (tokens != null) {
            line.missed();
        }
    }

    /** A whole answer's usage was there to be read, unless its reading was broken off on purpose. */
    private void unknown(AuditLine line, Booked booked, Account account) {
        line.unknown(booked, booked.answered() && (finishes || !account.cancelled()));
        Tokens soFar = account.soFar();
        if (soFar == null) {
            return;
        }
        BigDecimal atLeast = account.atLeastUsd();
        boolean holds = soFar.prompt() == booked.tokens().prompt()
                && soFar.completion() <= booked.tokens().completion()
                && atLeast != null
                && atLeast.compareTo(tariff.bill(booked.tokens())) <= 0;
        line.atLeast(booked, soFar, holds);
    }

    private void client(Told told, List<Booked> calls, Map<String, Account> accounts) {
        AuditLine line = line(told.dialect());
        line.client(told.end());
        if (told.end() != End.ANSWERED) {
            return;
        }
        Tokens usage = told.usage();
        calls.stream()
                .filter(call -> accounts.get(call.attemptId()).success())
                .findFirst()
                .ifPresentOrElse(
                        answering -> {
                            if (usage != null) {
                                Tokens wire = answering.tokens();
                                line.told(usage.apart(new Tokens(
                                        wire.prompt(), wire.cached(), 0, wire.completion(), wire.reasoning())));
                            }
                        },
                        line::unaccounted);
        BigDecimal cost = told.costUsd();
        if (cost != null) {
            line.toldCost(apart(
                    cost,
                    calls.stream().map(call -> tariff.bill(call.tokens())).reduce(BigDecimal.ZERO, BigDecimal::add)));
        }
    }

    /** 0 up to 1e-9 USD. */
    private static BigDecimal apart(BigDecimal one, BigDecimal other) {
        BigDecimal apart = one.subtract(other).abs();
        return apart.compareTo(NOTHING) <= 0 ? BigDecimal.ZERO : apart;
    }
}
