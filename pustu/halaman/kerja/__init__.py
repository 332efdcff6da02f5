"""The worklist of those who decide: findings, referrals, problems, most urgent first, one button per card."""
