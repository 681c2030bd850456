// red: no line for com.google.common.collect
package io.overdub.feeds;

class UnknownVendor {
    com.google.common.collect.ImmutableList<String> guava;
}
