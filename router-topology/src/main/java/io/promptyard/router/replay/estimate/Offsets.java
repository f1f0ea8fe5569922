package io.promptyard.router.replay.estimate;

/**
 * Random offsets of targets and, on top of them, of cells: mean residuals drawn to zero by as much as they are noise, and what each
 * may still be off by. How much they vary is found by the method of moments, blended with a prior that counts as some of them.
 */
final class Offsets {
    /** What a prediction may be off by before anything is known, by target and by target in a stratum: variances. */
    static final double PRIOR_TARGET = 0.1 * 0.1;

    static final double PRIOR_CELL = 0.1 * 0.1;
    /** As many targets, or cells, does the prior count. */
    static final double PRIOR_COUNT = 4;

    private final Cells cells;
    private final double[] counts;
    private final double[] residuals;
    private final double noise;
    private final double[] targetCounts;
    private final double[] targetSquares;
    private final double[] targetMeans;
    private final double[] ofTargets;
    private final double[] targetErrors;
    private final double[] ofCells;
    private final double[] cellErrors;

    /**
     * @param counts outcomes by cell
     * @param residuals their mean residual by cell
     * @param noise variance of one residual
     */
    Offsets(Cells cells, double[] counts, double[] residuals, double noise) {
        this.cells = cells;
        this.counts = counts;
        this.residuals = residuals;
        this.noise = noise;
        this.targetCounts = new double[cells.targets()];
        this.targetSquares = new double[cells.targets()];
        this.targetMeans = new double[cells.targets()];
        this.ofTargets = new double[cells.targets()];
        this.targetErrors = new double[cells.targets()];
        this.ofCells = new double[counts.length];
        this.cellErrors = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            int target = cells.targetOf(cell);
            targetCounts[target] += counts[cell];
            targetSquares[target] += counts[cell] * counts[cell];
            targetMeans[target] += counts[cell] * residuals[cell];
        }
        for (int target = 0; target < targetMeans.length; target++) {
            targetMeans[target] = targetCounts[target] == 0 ? 0 : targetMeans[target] / targetCounts[target];
        }
        double cellVariance = cellVariance();
        predict(cellVariance, targetVariance(cellVariance));
    }

    double of(int cell) {
        return ofTargets[cells.targetOf(cell)] + ofCells[cell];
    }

    /** Standard deviations, by cell. */
    double[] cellErrors() {
        return cellErrors;
    }

    /** Standard deviations, by target. */
    double[] targetErrors() {
        return targetErrors;
    }

    private double cellVariance() {
        double between = 0;
        double freedom = 0;
        double scale = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                double off = residuals[cell] - targetMeans[cells.targetOf(cell)];
                between += counts[cell] * off * off;
                freedom++;
            }
        }
        for (int target = 0; target < targetCounts.length; target++) {
            if (targetCounts[target] > 0) {
                freedom--;
                scale += targetCounts[target] - targetSquares[target] / targetCounts[target];
            }
        }
        return blend(scale > 0 ? (between - freedom * noise) / scale : 0, freedom, PRIOR_CELL);
    }

    private double targetVariance(double cellVariance) {
        double known = 0;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int target = 0; target < targetCounts.length; target++) {
            if (targetCounts[target] > 0) {
                known++;
                sum += targetMeans[target];
                squares += targetMeans[target] * targetMeans[target];
                errors += variance(target, cellVariance);
            }
        }
        double found = known > 1 ? (squares - sum * sum / known) / (known - 1) - errors / known : 0;
        return blend(found, Math.max(0, known - 1), PRIOR_TARGET);
    }

    private static double blend(double found, double freedom, double prior) {
        return (PRIOR_COUNT * prior + freedom * Math.max(0, found)) / (PRIOR_COUNT + freedom);
    }

    private double variance(int target, double cellVariance) {
        double count = targetCounts[target];
        return cellVariance * targetSquares[target] / (count * count) + noise / count;
    }

    private void predict(double cellVariance, double targetVariance) {
        for (int target = 0; target < targetCounts.length; target++) {
            double trust =
                    targetCounts[target] == 0 ? 0 : targetVariance / (targetVariance + variance(target, cellVariance));
            ofTargets[target] = trust * targetMeans[target];
            targetErrors[target] = (1 - trust) * Math.sqrt(targetVariance);
        }
        for (int cell = 0; cell < counts.length; cell++) {
            double trust = counts[cell] == 0 ? 0 : cellVariance / (cellVariance + noise / counts[cell]);
            ofCells[cell] = trust * (residuals[cell] - ofTargets[cells.targetOf(cell)]);
            cellErrors[cell] = (1 - trust) * Math.sqrt(cellVariance);
        }
    }
}
