/** Terminal responses on their way to the reader who waits for them. */
@NullMarked
package io.promptyard.router.reply;

import org.jspecify.annotations.NullMarked;
