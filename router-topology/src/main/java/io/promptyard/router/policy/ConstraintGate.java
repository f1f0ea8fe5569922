package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.Constraints;
import io.promptyard.model.ProviderId;
import io.promptyard.model.TargetState;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.policy.Assessed.Removal;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says whether a prompt may go to a target: first choice, retry, fallback, shadow and replay all ask
 * here. Fails closed: what is not known (regions, price, a data class, a capability's name) counts as not permitted. Pure.
 */
final class ConstraintGate {
    private static final String OF_ROUTE = " of the route";

    private ConstraintGate() {}

    /**
     * Whether the provider may be given the prompt at all, whatever is asked of it: nothing is said of what the model can do, of prices or of quality.
     */
    static boolean mayReceive(Offer offer, Constraints constraints, RouteConstraints ofRoute) {
        return offer.provider() != null && bars(offer, constraints, ofRoute).isEmpty();
    }

    /** What of these constraints keeps a prompt from the offer, the first that does; empty where they let it through. */
    static Optional<Removal> bars(Offer offer, Constraints constraints, RouteConstraints ofRoute) {
        Recipients recipients = Recipients.of(constraints, ofRoute);
        Removal removal = provider(offer, recipients);
        return Optional.ofNullable(
                removal == null
                        ? place(offer, Offer.lowerCase(constraints.regions()), constraints.zeroRetention(), recipients)
                        : removal);
    }

    static Assessed assess(Offer offer, Demand demand, @Nullable TargetState state) {
        if (offer.provider() == null) {
            return Assessed.removed(offer, Reason.PROVIDER, "not configured");
        }
        ModelSpec spec = offer.spec();
        if (spec == null) {
            return Assessed.removed(offer, Reason.CATALOGUE, "not in the catalogue");
        }
        double quality = QualityEstimate.of(offer, demand.classification());
        BigDecimal cost = offer.expectedCost(
                demand.classification().promptTokens(),
                demand.expectedOutput(),
                state == null ? 0 : state.cachedShare());
        Removal removal = provider(offer, demand.recipients());
        if (removal == null) {
            removal = place(offer, demand.regions(), demand.zeroRetention(), demand.recipients());
        }
        if (removal == null) {
            removal = ability(offer, spec, demand);
        }
        if (removal == null) {
            removal = bounds(quality, cost, demand);
        }
        return new Assessed(offer, quality, cost, removal, state);
    }

    /** The prompt's own word and its route's hold both: neither gives what the other withholds. */
    private static @Nullable Removal provider(Offer offer, Recipients recipients) {
        ProviderId id = offer.target().provider();
        RouteConstraints ofRoute = recipients.ofRoute();
        if (!recipients.allowed().isEmpty() && !names(recipients.allowed(), id)) {
            return new Removal(Reason.PROVIDER_NOT_ALLOWED, id + " not allowed by the prompt");
        }
        if (!ofRoute.allowed().isEmpty() && !ofRoute.allowed().contains(id)) {
            return new Removal(Reason.PROVIDER_NOT_ALLOWED, id + " not allowed by the route");
        }
        if (names(recipients.denied(), id)) {
            return new Removal(Reason.PROVIDER_DENIED, id + " denied by the prompt");
        }
        return ofRoute.denied().contains(id) ? new Removal(Reason.PROVIDER_DENIED, id + " denied by the route") : null;
    }

    private static boolean names(List<String> providers, ProviderId id) {
        for (String each : providers) {
            if (each.equalsIgnoreCase(id.value())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Removal place(
            Offer offer, List<String> regions, boolean zeroRetention, Recipients recipients) {
        RouteConstraints ofRoute = recipients.ofRoute();
        Removal removal = region(offer, regions, "");
        if (removal == null) {
            removal = region(offer, ofRoute.regions(), OF_ROUTE);
        }
        if (removal != null) {
            return removal;
        }
        if ((zeroRetention || ofRoute.zeroRetention())
                && (offer.provider() == null || !offer.provider().zeroRetention())) {
            return new Removal(
                    Reason.RETENTION,
                    "zero retention, asked for by " + whose(zeroRetention, ofRoute.zeroRetention()) + ", not assured");
        }
        removal = dataClass(offer, recipients.dataClass(), "");
        return removal == null ? dataClass(offer, ofRoute.dataClass(), OF_ROUTE) : removal;
    }

    private static String whose(boolean ofPrompt, boolean ofRoute) {
        return ofPrompt && ofRoute ? "the prompt and the route" : ofPrompt ? "the prompt" : "the route";
    }

    /** Any of a provider's regions may process the prompt, so all of them must be permitted. */
    private static @Nullable Removal region(Offer offer, List<String> permitted, String whose) {
        if (permitted.isEmpty() || (!offer.regions().isEmpty() && permitted.containsAll(offer.regions()))) {
            return null;
        }
        String where = offer.regions().isEmpty() ? "not known" : String.join(",", offer.regions());
        return new Removal(Reason.REGION, where + " not within " + String.join(",", permitted) + whose);
    }

    private static @Nullable Removal dataClass(Offer offer, @Nullable String dataClass, String whose) {
        if (dataClass == null || offer.dataClasses().contains(dataClass)) {
            return null;
        }
        return new Removal(
                Reason.DATA_CLASS,
                dataClass
                        + whose
                        + (offer.dataClasses().isEmpty()
                                ? ", and none is known to be permitted"
                                : " not among " + String.join(",", offer.dataClasses())));
    }

    private static @Nullable Removal ability(Offer offer, ModelSpec spec, Demand demand) {
        PromptNeeds needs = demand.needs();
        if (!needs.unknown().isEmpty()) {
            return new Removal(Reason.CAPABILITY, "not a known capability: " + String.join(",", needs.unknown()));
        }
        if (!offer.capabilities().containsAll(needs.capabilities())) {
            return new Removal(Reason.CAPABILITY, "lacks " + missing(offer, needs));
        }
        long tokens = demand.classification().promptTokens() + demand.outputReserve();
        if (demand.windowed() && tokens > spec.contextWindow()) {
            return new Removal(Reason.WINDOW, tokens + " tokens over " + spec.contextWindow());
        }
        Integer most = spec.maxOutput();
        // Where the limit is not known the provider's own refusal tells it: nothing leaks by asking.
        if (demand.outputLimit() != null && most != null && demand.outputLimit() > most) {
            return new Removal(Reason.MAX_OUTPUT, demand.outputLimit() + " tokens over " + most);
        }
        return null;
    }

    private static String missing(Offer offer, PromptNeeds needs) {
        EnumSet<Capability> missing = EnumSet.copyOf(needs.capabilities());
        missing.removeAll(offer.capabilities());
        return String.join(",", missing.stream().map(Capability::label).toList());
    }

    private static @Nullable Removal bounds(double quality, @Nullable BigDecimal cost, Demand demand) {
        if (demand.minQuality() != null && quality < demand.minQuality()) {
            return new Removal(Reason.QUALITY, figure(quality) + " below " + figure(demand.minQuality()));
        }
        if (demand.maxCost() != null && !within(cost, demand.maxCost())) {
            String expected = cost == null ? "not known" : Usd.plain(cost);
            return new Removal(
                    Reason.PRICE, expected + " over " + demand.maxCost().toPlainString());
        }
        return null;
    }

    /** Whether a cost is known to be at most {@code ceiling}. */
    static boolean within(@Nullable BigDecimal cost, BigDecimal ceiling) {
        return cost != null && cost.compareTo(ceiling) <= 0;
    }

    /** Three decimals, without the cost of a formatter. */
    static String figure(double value) {
        return Double.toString(Math.rint(value * 1_000) / 1_000);
    }
}
