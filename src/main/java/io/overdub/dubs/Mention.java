package io.overdub.dubs;

import io.overdub.accounts.AccountId;

/**
 * Somebody whom a text names.
 *
 * @param start of the @, in UTF-16 code units, as the strings of JavaScript, Java and Swift's NSString count
 * @param length with the @, in the same
 */
record Mention(AccountId accountId, int start, int length) {}
