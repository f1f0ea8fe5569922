/**
 * Prompts that wait while all that they may go to is cooling: in a store with a changelog, by priority and age, tenants by turns
 * (ADR 24).
 */
@NullMarked
package io.promptyard.router.hold;

import org.jspecify.annotations.NullMarked;
