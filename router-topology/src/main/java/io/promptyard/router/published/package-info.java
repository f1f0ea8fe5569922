/**
 * What is published once for everybody in a compacted topic: how it is read, followed and written; and the configuration that
 * is published so, with the one that is in force here.
 */
@NullMarked
package io.promptyard.router.published;

import org.jspecify.annotations.NullMarked;
