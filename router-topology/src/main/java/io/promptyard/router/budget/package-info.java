/** Budgets: the ledger that reserves and settles, pure over two small books, and the processors that keep it on the log. */
@NullMarked
package io.promptyard.router.budget;

import org.jspecify.annotations.NullMarked;
