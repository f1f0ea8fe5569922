package io.promptyard.chaos.load;

import org.jspecify.annotations.Nullable;

/**
 * What one HTTP caller got.
 *
 * @param id of its request, null when not even a head came
 * @param status 0 when the connection ended before a head
 * @param text of the answer, as far as it came
 * @param whole whether the answer ended as answers end
 */
public record Asked(@Nullable String id, boolean stream, int status, String text, boolean whole) {
    static Asked nothing(boolean stream) {
        return new Asked(null, stream, 0, "", false);
    }
}
