/** How a call ended to what happens next: pure functions of pending call, outcome and time. */
@NullMarked
package io.promptyard.router.verdict;

import org.jspecify.annotations.NullMarked;
