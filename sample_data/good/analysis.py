import numpy as np

mean = np.mean([1, 2, 3])
print(mean)
