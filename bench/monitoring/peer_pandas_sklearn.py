"""The same figures with pandas group-by and scikit-learn: peer_pandas_sklearn.py FILE."""

import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.metrics import brier_score_loss, confusion_matrix, roc_auc_score

THRESHOLD = 0.15
CELLS = ["site", "version", "week"]
SUBGROUPS = [["sex"], ["age"], ["ethnicity"]]


def expected_calibration_error(score, outcome):
    bins = np.minimum((score * 10).astype(int), 9)
    n = np.bincount(bins, minlength=10)
    filled = n > 0
    gap = np.abs(
        np.bincount(bins, score, 10)[filled] / n[filled]
        - np.bincount(bins, outcome, 10)[filled] / n[filled]
    )
    return float((n[filled] / len(score) * gap).sum())


def psi(score, edges, reference):
    current = np.bincount(np.searchsorted(edges, score, side="right"), minlength=10)
    current = np.maximum(current / len(score), 1e-4)
    return float(((current - reference) * np.log(current / reference)).sum())


def figures(group, edges, reference):
    score = group["score"].to_numpy()
    outcome = group["outcome"].to_numpy()
    table = confusion_matrix(outcome, score >= THRESHOLD, labels=[0, 1])
    both = 0 < outcome.sum() < len(outcome)
    return (
        roc_auc_score(outcome, score) if both else None,
        table.tolist(),
        brier_score_loss(outcome, score),
        expected_calibration_error(score, outcome),
        psi(score, edges, reference),
    )


def main(path):
    began = time.perf_counter()
    log = pd.read_csv(path)
    read = time.perf_counter()
    base = log.loc[log["week"] <= 3, "score"].to_numpy()
    edges = np.unique(np.quantile(base, np.arange(1, 10) / 10))
    reference = np.bincount(np.searchsorted(edges, base, side="right"), minlength=10) / len(base)
    reference = np.maximum(reference, 1e-4)
    results = [figures(log, edges, reference)]
    for columns in [CELLS, *SUBGROUPS]:
        for _, group in log.groupby(columns if len(columns) > 1 else columns[0], sort=False):
            results.append(figures(group, edges, reference))
    areas = [area for area, *_ in results if area is not None]
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "groups": len(results),
                "auroc": results[0][0],
                "auroc_sum": sum(areas),
                "read_s": read - began,
                "total_s": done - began,
            }
        )
    )


main(sys.argv[1])
