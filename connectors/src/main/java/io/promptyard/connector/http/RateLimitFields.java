package io.promptyard.connector.http;

import io.promptyard.connector.health.Allowance;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says of rate limits as the IETF's draft has it from its eighth version on, and Hugging Face: {@code RateLimit: "api";r=489;t=189} beside
 * {@code RateLimit-Policy: "fixed window";"api";q=500;w=300}. A limit whose policy is not there is left out. Stateless, thread-safe.
 */
final class RateLimitFields {
    private static final String LEFT = "ratelimit";
    private static final String POLICY = "ratelimit-policy";
    private static final int LONGEST = 2_048;
    private static final Pattern PART = Pattern.compile("\"([^\"]{0,64})\"|([a-z]{1,8})=(\\d{1,15})(?!\\d)|(,)");

    private RateLimitFields() {}

    /** A member of the list: its names, and its figures by letter. */
    private record Item(List<String> names, Map<String, Long> figures) {
        static Item empty() {
            return new Item(new ArrayList<>(), new HashMap<>());
        }
    }

    /** At most {@code most}, by {@code requests-} and the name. */
    static Map<String, Allowance> read(MultiMap headers, Instant now, int most) {
        Map<String, Allowance> allowances = new HashMap<>();
        List<Item> policies = items(headers.get(POLICY));
        for (Item left : items(headers.get(LEFT))) {
            Long remaining = left.figures().get("r");
            Long seconds = left.figures().get("t");
            Long limit =
                    left.names().isEmpty() ? null : quota(policies, left.names().getLast());
            if (remaining != null && limit != null && limit > 0 && allowances.size() < most) {
                Instant reset = seconds == null ? null : now.plusSeconds(seconds);
                allowances.put("requests-" + left.names().getLast(), new Allowance(limit, remaining, reset));
            }
        }
        return allowances;
    }

    private static @Nullable Long quota(List<Item> policies, String name) {
        return policies.stream()
                .filter(policy ->
                        policy.names().contains(name) && policy.figures().containsKey("q"))
                .map(policy -> policy.figures().get("q"))
                .findFirst()
                .orElse(null);
    }

    private static List<Item> items(@Nullable String text) {
        List<Item> items = new ArrayList<>();
        if (text == null || text.length() > LONGEST) {
            return items;
        }
        Item item = Item.empty();
        items.add(item);
        for (Matcher part = PART.matcher(text); part.find(); ) {
            if (part.group(4) != null) {
                item = Item.empty();
                items.add(item);
            } else if (part.group(1) != null) {
                item.names().add(part.group(1));
            } else {
                item.figures().put(part.group(2), Long.valueOf(part.group(3)));
            }
        }
        return items;
    }
}
