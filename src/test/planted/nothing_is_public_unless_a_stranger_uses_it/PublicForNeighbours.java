// red: "io.overdub.quotes.PublicForNeighbours"
package io.overdub.quotes;

public class PublicForNeighbours {}

class Neighbour {
    PublicForNeighbours known;
}
