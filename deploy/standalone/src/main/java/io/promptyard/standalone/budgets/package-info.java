/** What budgets have spent, read from the topic that shows it. */
@NullMarked
package io.promptyard.standalone.budgets;

import org.jspecify.annotations.NullMarked;
