package io.overdub.analytics;

/** Addresses, cut so that they lead to a town and to nobody in it. */
final class Networks {

    private Networks() {}

    /** @param network an IPv4 address, or an IPv6 network with its length, as the edge writes them */
    static String coarse(String network) {
        var slash = network.indexOf('/');
        if (slash < 0) {
            return network.substring(0, network.lastIndexOf('.') + 1) + "0/24";
        }
        var groups = network.substring(0, slash).split(":", -1);
        var kept = new StringBuilder();
        for (var group = 0; group < 3; group++) {
            var text = group < groups.length && !groups[group].isEmpty() ? groups[group] : "0";
            kept.append(text).append(':');
        }
        return kept + ":/48";
    }
}
