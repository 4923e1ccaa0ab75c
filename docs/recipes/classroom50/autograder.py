"""Points for Classroom 50: CLASSROOM/autograders/ASSIGNMENT/autograder.py in its classroom50 repository.

The assignment's runtime is {"container": {"image": "course/ipclab", "user": "root"}}, an image that everybody can pull. It has no
Python of its own: add RUN apt-get update && apt-get install -y python3 to deploy/Dockerfile. Scores of Classroom 50 are whole numbers.
"""

import datetime
import json
import os
import subprocess
import tempfile
from pathlib import Path

LAB = os.environ.get("LAB", "/opt/ipclab/labs/pipes")

with tempfile.TemporaryDirectory() as folder:
    results = Path(folder) / "results.json"
    # A status other than 0 is a failure of the grading, and ends this script as one.
    subprocess.run(
        ["ipclab", "grade", LAB, ".", "--layout", "one", "--out", f"{folder}/grades"]
        + ["--report", "github-annotations=-", "--report", f"github-classroom={results}"],
        check=True,
    )
    graded = json.loads(results.read_text())["tests"]

tests = [
    {
        "test-name": test["name"],
        "passed": test["status"] == "pass",
        "score": int(test["score"]),
        "max-score": int(test["max_score"]),
        "message": test["message"],
    }
    for test in graded
]
result = {
    "schema": "classroom50/result/v1",
    "classroom": os.environ["CLASSROOM"],
    "assignment": os.environ["ASSIGNMENT"],
    "submission": os.environ["SUBMISSION_TAG"],
    "commit": os.environ["COMMIT_URL"],
    "release": os.environ["RELEASE_URL"],
    "review": os.environ.get("REVIEW_URL") or os.environ["COMMIT_URL"],
    "datetime": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "score": sum(test["score"] for test in tests),
    "max-score": sum(test["max-score"] for test in tests),
    "tests": tests,
}
Path("result.json").write_text(json.dumps(result, indent=2))
