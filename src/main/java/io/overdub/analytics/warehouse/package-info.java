/**
 * Where events stay, and are asked about in SQL.
 *
 * <p>{@code analytics.warehouse.adapter} names the engine. {@code duckdb}: a file of this machine, which one process has. Whatever the
 * engine, there are two tables: {@code events}, one row each, and {@code event_daily}, how many there were by day, name, country,
 * platform and version (empty text where that is not known). Times are UTC; {@code day} is the one on which it occurred.
 */
@NullMarked
package io.overdub.analytics.warehouse;

import org.jspecify.annotations.NullMarked;
