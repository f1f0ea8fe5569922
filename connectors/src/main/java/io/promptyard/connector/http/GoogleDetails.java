package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code details} of an error of Google's: {@code ErrorInfo} says why, {@code RetryInfo} how long to wait, and
 * {@code QuotaFailure} which quota is used up. A quota for a day is named, because waiting as told does not bring it back.
 */
record GoogleDetails(
        @Nullable String reason,
        @Nullable String dailyQuota,
        @Nullable Long retryAfterMillis) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?s");

    static GoogleDetails of(JsonNode details) {
        String reason = null;
        String dailyQuota = null;
        Long wait = null;
        for (JsonNode detail : details) {
            String type = detail.path("@type").asText("");
            if (type.endsWith("google.rpc.ErrorInfo")) {
                reason = detail.path("reason").textValue();
            } else if (type.endsWith("google.rpc.RetryInfo")) {
                wait = millis(detail.path("retryDelay").asText(""));
            } else if (type.endsWith("google.rpc.QuotaFailure")) {
                dailyQuota = daily(detail.path("violations"));
            }
        }
        return new GoogleDetails(reason, dailyQuota, wait);
    }

    ProviderError error(@Nullable String message, String status) {
        return new ProviderError(message, status, dailyQuota != null ? dailyQuota : reason, retryAfterMillis);
    }

    /** Whether {@code code} is the name of a quota for a day. */
    static boolean isDailyQuota(String code) {
        return code.toLowerCase(Locale.ROOT).contains("perday");
    }

    private static @Nullable String daily(JsonNode violations) {
        for (JsonNode violation : violations) {
            String id = violation.path("quotaId").asText("");
            if (isDailyQuota(id)) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable Long millis(String delay) {
        if (!SECONDS.matcher(delay).matches()) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(delay.substring(0, delay.length() - 1));
        BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.CEILING);
        return millis.min(BigDecimal.valueOf(RetryAfter.LONGEST.toMillis())).longValueExact();
    }
}
